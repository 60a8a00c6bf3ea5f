// Runs before the first paint, so that neither theme nor language flickers. A file of its own: the content policy allows
// no inline scripts.
(function () {
  var settings = {};
  try {
    settings = JSON.parse(localStorage.getItem('attune.settings') || '{}');
  } catch (error) {
    console.warn('The stored settings could not be read; the defaults are used.', error);
  }
  var dark = settings.theme === 'dark'
    || (settings.theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
  var chinese = /^zh/i.test(settings.language || navigator.language);
  document.documentElement.lang = chinese ? 'zh-Hant' : 'en';
})();
