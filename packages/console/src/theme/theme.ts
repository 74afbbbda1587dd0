import {
  Button,
  createTheme,
  DrawerRoot,
  defaultVariantColorsResolver,
  InputWrapper,
  type MantineColorsTuple,
  Menu,
  Modal,
  ModalRoot,
  Switch,
  Textarea,
  TextInput,
  Tooltip,
  type VariantColorsResolver,
} from '@mantine/core'

/** The library wants ten shades of a colour; ours come from the tokens, so that all ten are one. */
const shades = (token: string): MantineColorsTuple => {
  const shade = `var(--${token})`
  return [shade, shade, shade, shade, shade, shade, shade, shade, shade, shade]
}

const variantColorResolver: VariantColorsResolver = (input) => {
  if (input.variant === 'filled') {
    const token = input.color === 'red' ? 'bad' : 'key'
    return {
      background: `var(--${token})`,
      hover: token === 'key' ? 'var(--key-hover)' : 'color-mix(in srgb, var(--bad) 88%, var(--ink))',
      color: token === 'key' ? 'var(--key-ink)' : 'var(--paper)',
      border: '1px solid transparent',
    }
  }
  return defaultVariantColorsResolver(input)
}

export const theme = createTheme({
  primaryColor: 'key',
  colors: { key: shades('key'), brass: shades('brass'), red: shades('bad'), green: shades('good') },
  defaultRadius: 8,
  fontFamily: 'var(--sans)',
  fontFamilyMonospace: 'var(--mono)',
  headings: { fontFamily: 'var(--sans)', fontWeight: '650' },
  fontSizes: { xs: '12.5px', sm: '14px', md: '15px', lg: '17px', xl: '20px' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  variantColorResolver,
  components: {
    Button: Button.extend({ defaultProps: { size: 'sm' } }),
    // What locks the scroll writes a style element, which the policy refuses; base.css locks it instead.
    Modal: Modal.extend({
      defaultProps: {
        lockScroll: false,
        centered: true,
        radius: 14,
        padding: 'lg',
        // the page has one banner
        attributes: { header: { role: 'presentation' } },
      },
    }),
    ModalRoot: ModalRoot.extend({ defaultProps: { lockScroll: false, radius: 14 } }),
    DrawerRoot: DrawerRoot.extend({ defaultProps: { lockScroll: false } }),
    // begins at its first item; the element that would take the focus before has no role
    Menu: Menu.extend({
      defaultProps: { shadow: 'md', position: 'bottom-end', withinPortal: true, withInitialFocusPlaceholder: false },
    }),
    Tooltip: Tooltip.extend({
      defaultProps: { multiline: true, maw: 320, events: { hover: true, focus: true, touch: true } },
    }),
    Switch: Switch.extend({ defaultProps: { withThumbIndicator: false } }),
    // what is typed is read in its own direction; the component's own `dir` would be the frame's
    TextInput: TextInput.extend({ defaultProps: { attributes: { input: { dir: 'auto' } } } }),
    Textarea: Textarea.extend({ defaultProps: { attributes: { input: { dir: 'auto' } } } }),
    InputWrapper: InputWrapper.extend({
      defaultProps: { inputWrapperOrder: ['label', 'input', 'error', 'description'] },
    }),
  },
})
