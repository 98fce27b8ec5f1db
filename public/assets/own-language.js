/* A page without words of its own speaks the language of whoever reads it. */
document.documentElement.lang = navigator.language;
