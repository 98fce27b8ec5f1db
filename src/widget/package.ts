import { defineElement, TAG } from './element.ts';

/* `import 'dragoman/widget'` for shops that bundle their own pages; the `endpoint` attribute names the service. */
if (!customElements.get(TAG)) defineElement(() => import('./panel.tsx'), {});
