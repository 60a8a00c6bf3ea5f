/** The page for visitors: it stands alone, without the way to the other pages. */
export const kioskPath = '/guide/kiosk';
