/** The authority that decides in the demo city. */
export const demoAuthority = '澄州市市场监督管理局'
