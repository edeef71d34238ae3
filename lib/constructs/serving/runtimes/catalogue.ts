import { openvino } from './openvino';
import type { Runtime } from './runtime';
import { triton } from './triton';

/** Every runtime that the tool knows, by name; a new one is a file and its line here. */
export const builtInRuntimes: Readonly<Record<string, Runtime>> = { openvino, triton };
