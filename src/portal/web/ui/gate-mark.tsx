/** The gate: an arch, with a portcullis that is half open. */
export function GateMark({ size = 28 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" fill="currentColor" aria-hidden="true">
      <path d="M3 29V15a13 13 0 0 1 26 0v14h-6V15a7 7 0 0 0-14 0v14z" />
      <path d="M11.2 13h2v7h-2zM15 13h2v9h-2zM18.8 13h2v7h-2z" />
    </svg>
  );
}
