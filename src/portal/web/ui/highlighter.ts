import bash from 'highlight.js/lib/languages/bash';
import go from 'highlight.js/lib/languages/go';
import javascript from 'highlight.js/lib/languages/javascript';
import json from 'highlight.js/lib/languages/json';
import nginx from 'highlight.js/lib/languages/nginx';
import php from 'highlight.js/lib/languages/php';
import python from 'highlight.js/lib/languages/python';
import ruby from 'highlight.js/lib/languages/ruby';
import yaml from 'highlight.js/lib/languages/yaml';
import { createLowlight } from 'lowlight';

const light = createLowlight({ bash, go, javascript, json, nginx, php, python, ruby, yaml });
light.registerAlias({ bash: ['curl'] });

/** A piece of code: as it is, or of one kind. */
export type Part = string | { className: string; parts: Part[] };

/** Takes code apart; nothing for a language that it does not know. */
export type Colour = (language: string, code: string) => Part[] | undefined;

type Node = ReturnType<typeof light.highlight>['children'][number];

/** Colours the languages of programs and configurations. */
export const colour: Colour = (language, code) => {
  const name = language.toLowerCase();
  return light.registered(name) ? light.highlight(name, code).children.flatMap(partsOf) : undefined;
};

function partsOf(node: Node): Part[] {
  if (node.type === 'text') return [node.value];
  if (node.type !== 'element') return [];
  const className = [node.properties.className].flat().join(' ');
  return [{ className, parts: node.children.flatMap(partsOf) }];
}
