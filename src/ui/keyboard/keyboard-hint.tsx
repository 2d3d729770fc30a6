import './keyboard-hint.css'

/** The key or keys of an action: `<KeyboardHint keys="g i" />`. */
export function KeyboardHint(props: { readonly keys: string }) {
  return (
    <span className="keyboard-hint">
      {props.keys.split(' ').map((key, position) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the keys of one shortcut never change their order
        <kbd key={`${key}${position}`}>{key}</kbd>
      ))}
    </span>
  )
}
