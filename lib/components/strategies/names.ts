/** Where strategies live on the hub. */
export const strategiesNamespace = 'strategies';
