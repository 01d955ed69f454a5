import { Tabs } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { CodeBlock } from './copyable';

/** The same program in several languages; the reader's choice is remembered on this device. */
export function CodeTabs({ programs, label }: { programs: Record<string, string>; label: string }) {
  const names = Object.keys(programs);
  const [chosen, choose] = useLocalStorage({ key: 'gatehouse.code', defaultValue: names[0] ?? '' });
  const current = names.includes(chosen) ? chosen : names[0];
  return (
    <Tabs value={current} onChange={(name) => name && choose(name)} variant="pills">
      <Tabs.List className="tabs" mb="sm" aria-label={label}>
        {names.map((name) => (
          <Tabs.Tab key={name} value={name}>
            {name}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {Object.entries(programs).map(([name, code]) => (
        <Tabs.Panel key={name} value={name}>
          <CodeBlock code={code} label={`${label}: ${name}`} language={name} />
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}
