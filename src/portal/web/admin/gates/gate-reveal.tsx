import { useTranslation } from 'react-i18next';
import type { Gate } from '../../api/types';
import { showOnce } from '../../ui/shown-once';
import { GateConfiguration } from './gate-configuration';

/** Shows a new gate key, this once, and what to paste with it. */
export function useShowGateKey(): (gate: Gate, gateKey: string, onClose?: () => void) => void {
  const { t } = useTranslation();
  return (gate, gateKey, onClose) =>
    showOnce({
      title: t('gates.keyMade'),
      once: t('gates.once'),
      about: gate.name,
      values: [{ label: t('gates.key'), value: gateKey, isSecret: true }],
      more: (saved) => <GateConfiguration gate={gate} gateKey={gateKey} onKeyCopied={saved} />,
      ifLost: t('gates.ifLost'),
      file: { name: 'gatehouse-gate.env', text: `GATE_KEY=${gateKey}\n` },
      closing: t('reveal.saved'),
      onClose,
    });
}
