/** Elements of the page, made by hand: it brings no library with it. */
type Props = Record<string, unknown>;
type Child = Node | string | null | false;

export function draw<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  props: Props = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (name.startsWith('on')) made.addEventListener(name.slice(2), value as EventListener);
    else if (name in made) Object.assign(made, { [name]: value });
    else made.setAttribute(name, String(value));
  }
  made.append(...children.filter((each) => each !== null && each !== false));
  return made;
}

const points = 14;

/** The star of the drum, fourteen rays. */
export function drawStar(size: number): SVGSVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '-50 -50 100 100');
  svg.setAttribute('width', String(size));
  svg.setAttribute('height', String(size));
  svg.setAttribute('aria-hidden', 'true');
  const corner = (at: number) => {
    const angle = (at * Math.PI) / points - Math.PI / 2;
    const radius = at % 2 === 0 ? 46 : 17;
    return `${(radius * Math.cos(angle)).toFixed(2)} ${(radius * Math.sin(angle)).toFixed(2)}`;
  };
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', `M${Array.from({ length: points * 2 }, (_, at) => corner(at)).join('L')}Z`);
  path.setAttribute('fill', 'currentColor');
  svg.append(path);
  return svg;
}
