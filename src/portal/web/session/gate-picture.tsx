/** Arches, one behind the other; behind the last is the portcullis. */
const ARCHES = [222, 186, 154, 126];
const OPENING = 126;
const MIDDLE = 240;
const FLOOR = 600;
const BARS = [-100, -60, -20, 20, 60, 100];
/** Where the portcullis ends: half of the way is free. */
const LOW = 408;

/** The picture beside the pages before the portal: the way through the gate. It says nothing. */
export function GatePicture() {
  return (
    <div className="session-gate" aria-hidden="true">
      <svg viewBox="0 0 480 600" fill="none" stroke="currentColor">
        {ARCHES.map((radius, at) => (
          <path
            key={radius}
            d={archOf(radius)}
            fill="currentColor"
            fillOpacity={0.06}
            strokeOpacity={0.22 + at * 0.1}
            strokeWidth={1.5}
          />
        ))}
        <clipPath id="opening">
          <path d={archOf(OPENING)} />
        </clipPath>
        <g clipPath="url(#opening)" strokeOpacity={0.6} strokeWidth={5}>
          {BARS.map((x) => (
            <path key={x} d={`M${MIDDLE + x} 150V${LOW}l-5 8l5 12l5-12l-5-8`} strokeWidth={4} />
          ))}
          <path d={`M0 ${LOW - 30}H480M0 ${LOW - 86}H480`} />
        </g>
      </svg>
    </div>
  );
}

/** From the floor to the floor; the farther ones are lower. */
function archOf(radius: number): string {
  const spring = 226 + (222 - radius) * 0.7;
  return `M${MIDDLE - radius} ${FLOOR}V${spring}a${radius} ${radius} 0 0 1 ${2 * radius} 0V${FLOOR}`;
}
