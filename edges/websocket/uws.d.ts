/** The part of `uWebSockets.js` that `uwsServer.ts` takes; its own types are not found here. */
declare module 'uWebSockets.js' {
  /** Good until its `close` event: any call after that throws. */
  export interface UwsSocket<Data> {
    /** 0: some waits in memory; 1: sent; 2: dropped. */
    send(message: string | Uint8Array, isBinary: boolean, compress: boolean): number
    getBufferedAmount(): number
    getUserData(): Data
    subscribe(topic: string): boolean
    unsubscribe(topic: string): boolean
    /** Sends a close frame; the `close` event comes before this returns. */
    end(code: number, reason: string): void
    /** Cuts; the `close` event comes before this returns. */
    close(): void
  }

  /** Good until its handler returns. */
  export interface UwsRequest {
    getHeader(name: string): string
    getUrl(): string
  }

  export interface UwsResponse {
    writeStatus(status: string): UwsResponse
    writeHeader(name: string, value: string): UwsResponse
    end(body: string, closeConnection: boolean): UwsResponse
    getRemoteAddressAsText(): ArrayBuffer
    upgrade<Data>(
      data: Data,
      key: string,
      protocol: string,
      extensions: string,
      context: object,
    ): void
  }

  export interface UwsBehavior<Data> {
    maxPayloadLength: number
    maxBackpressure: number
    closeOnBackpressureLimit: boolean
    /** Seconds. */
    idleTimeout: number
    sendPingsAutomatically: boolean
    compression: number
    upgrade(response: UwsResponse, request: UwsRequest, context: object): void
    open(socket: UwsSocket<Data>): void
    /** The message is gone when this returns. */
    message(socket: UwsSocket<Data>, message: ArrayBuffer, isBinary: boolean): void
    dropped(socket: UwsSocket<Data>): void
    drain(socket: UwsSocket<Data>): void
    close(socket: UwsSocket<Data>): void
  }

  export interface UwsApp {
    ws<Data>(pattern: string, behavior: UwsBehavior<Data>): UwsApp
    any(pattern: string, handler: (response: UwsResponse) => void): UwsApp
    listen(
      host: string,
      port: number,
      options: number,
      listening: (token: object | false) => void,
    ): UwsApp
    publish(topic: string, message: Uint8Array, isBinary: boolean, compress: boolean): boolean
    /** Ends listening, and cuts all there is. */
    close(): UwsApp
  }

  export function App(): UwsApp
  export function us_listen_socket_close(token: object): void
  export function us_socket_local_port(token: object): number
  export const SHARED_COMPRESSOR: number
  export const SHARED_DECOMPRESSOR: number
  export const LIBUS_LISTEN_EXCLUSIVE_PORT: number
}
