/** The part of `telnetlib` (JavaScript without types) that `vocabulary.ts` takes. */
declare module 'telnetlib' {
  type CommandName =
    | 'EOR' | 'SE' | 'NOP' | 'DM' | 'BRK' | 'IP' | 'AO' | 'AYT' | 'EC' | 'EL' | 'GA' | 'SB'
    | 'WILL' | 'WONT' | 'DO' | 'DONT' | 'IAC' // biome-ignore format: one look
  type BuiltInOption = 'TRANSMIT_BINARY' | 'ECHO' | 'SGA' | 'NAWS' | 'MCCP' | 'GMCP'
  type OptionStateName = 'NO' | 'YES' | 'WANTNO' | 'WANTYES'

  interface Telnetlib {
    /** Enters `name` with its code into `options`. */
    readonly defineOption: (name: string, code: number) => void
    readonly options: Readonly<Record<BuiltInOption, number>> & Readonly<Record<string, number>>
    readonly constants: {
      readonly commands: Readonly<Record<CommandName, number>>
      readonly optionState: { readonly [Name in OptionStateName]: Name }
    }
  }

  const telnetlib: Telnetlib
  export default telnetlib
}
