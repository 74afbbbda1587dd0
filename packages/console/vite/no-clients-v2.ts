/** Stands in for a part of the Admin client that is experimental, heavy and unused. */
export class ClientsV2 {
  api(): never {
    throw new Error('the experimental clients API is not part of the console')
  }
}
