/** A catalogue in another language: every key of the English one. */
export type Translated<English> = { readonly [Key in keyof English]: string }
