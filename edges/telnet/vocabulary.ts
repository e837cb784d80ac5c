import telnetlib from 'telnetlib'

/*
 * telnetlib gives the words: command codes, option codes, the states of RFC 1143. Its reader,
 * writer and option handlers never touch a byte of ours, because of what they do (1.0.2):
 * empty or malformed GMCP, a short NAWS and an overlong line throw out of the process; an offer
 * without an answer rejects a promise that nobody awaits; a repeated WILL is answered each time,
 * which loops; LF alone and CR NUL end no line; 0xFF in text sends uninitialised memory; destroying
 * leaves the socket open; DONT MCCP2 does not end the stream; and MCCP costs a stranger's
 * three bytes 40 KB. Tests here hold our parser and negotiation against each of these.
 */
const { constants, defineOption, options } = telnetlib

function define(name: string, code: number): number {
  defineOption(name, code)
  return code
}

/** Telnet commands by their RFC 854 names (`EOR`: RFC 885). */
export const COMMAND = constants.commands

/** States of one option in one direction, RFC 1143. */
export const STATE = constants.optionState

/** Telnet options by their usual names. */
export const OPTION = {
  ECHO: options.ECHO, // RFC 857
  SGA: options.SGA, // suppress go ahead, RFC 858
  TTYPE: define('TTYPE', 24), // terminal type, RFC 1091; cycled as MTTS says
  EOR: define('EOR', 25), // end of record, RFC 885
  NAWS: options.NAWS, // window size, RFC 1073
  LINEMODE: define('LINEMODE', 34), // RFC 1184, refused
  NEW_ENVIRON: define('NEW_ENVIRON', 39), // RFC 1572; MNES is a use of it
  CHARSET: define('CHARSET', 42), // RFC 2066
  MSSP: define('MSSP', 70), // MUD server status
  MCCP2: options.MCCP, // compression towards the client
  GMCP: options.GMCP, // data beside the text
} as const

/** First byte of a subnegotiation: IS or SEND (TTYPE, NEW-ENVIRON). */
export const IS = 0
export const SEND = 1
