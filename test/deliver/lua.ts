import { lauxlib, lua, lualib } from 'lua-wasm-bindings/dist/lua.51';

/** What a health script returns. */
export interface Health {
  readonly status: string;
  readonly message: string;
}

/**
 * Runs a health script over an object in Lua 5.1, the language of Argo CD's interpreter, with the libraries that Argo CD
 * gives it unless told otherwise: the base and tables, no strings, no input or output.
 */
export function runHealthScript(script: string, object: object): Health {
  const state = lauxlib.luaL_newstate();
  try {
    lualib.luaL_openlibs(state);
    const program = `
      getmetatable("").__index = nil
      string, math, io, os, debug, coroutine, require, dofile, loadfile, loadstring, load = nil
      obj = ${toLua(object)}
      local function check()
        ${script}
      end
      local health = check()
      return health.status .. "\\n" .. health.message
    `;
    const failed = lauxlib.luaL_dostring(state, program);
    const [status = '', message = ''] = lua.lua_tostring(state, -1).split('\n');
    if (failed !== 0) throw new Error(`${status}\n${message}`);
    return { status, message };
  } finally {
    lua.lua_close(state);
  }
}

/** As Argo CD hands an object over: lists from 1, no nulls. */
function toLua(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return `{${value.map(toLua).join(', ')}}`;
  if (value === null || typeof value !== 'object') return 'nil';
  return `{${Object.entries(value)
    .map(([key, item]) => `[${JSON.stringify(key)}] = ${toLua(item)}`)
    .join(', ')}}`;
}
