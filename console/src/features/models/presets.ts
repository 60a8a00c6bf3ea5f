/** Where the usual local servers listen. */
export const presets = {
  ollama: 'http://127.0.0.1:11434/v1',
  llamaCpp: 'http://127.0.0.1:8081/v1',
} as const;
