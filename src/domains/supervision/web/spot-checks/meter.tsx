import { useFormats } from '#ui/language/language.ts'

/** How much of a number is done, as a bar and in figures. */
export function Meter(props: { readonly done: number; readonly of: number; readonly label: string }) {
  const formats = useFormats()
  const share = props.of === 0 ? 0 : Math.min(1, props.done / props.of)
  return (
    <span className="meter">
      <progress value={share} max={1} aria-label={props.label} />
      <span className="number">
        {formats.number(props.done)} / {formats.number(props.of)}
      </span>
    </span>
  )
}
