import { defineElement } from './element.ts';

/* `import 'dragoman/widget'` for shops that bundle their own pages; name the service by the `endpoint` attribute. */
defineElement(() => import('./panel.tsx'), '/');
