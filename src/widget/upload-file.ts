/** Pictures larger than this on a side are made smaller; evidence stays readable. */
const MAX_SIDE_PX = 2560;

/**
 * Sends one file and resolves with its id. A picture is drawn anew first, which leaves out where and when it was taken.
 * Nothing is imported here: what this file shared with the panel would be a file more that every shopper loads.
 * @throws Error with the service's `code` for a refusal, without one for a file that did not get through
 */
export async function uploadFile(
  file: File,
  options: {
    url: string;
    token: string;
    signal: AbortSignal;
    onProgress: (share: number) => void;
  },
): Promise<string> {
  const body = await withoutMetadata(file);
  const { id } = await post(body, file.name || 'image', options);
  return id;
}

async function withoutMetadata(file: File): Promise<Blob> {
  if (!/^image\/(jpeg|png|webp)$/.test(file.type)) return file;
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, MAX_SIDE_PX / Math.max(picture.width, picture.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    const drawn = await new Promise<Blob | null>((resolve) =>
      canvas.toBlob(resolve, file.type, 0.88),
    );
    return drawn?.type === file.type ? drawn : file;
  } catch {
    // Not drawable here; the service takes the metadata out.
    return file;
  }
}

// `fetch` tells nothing of how far an upload is.
function post(
  body: Blob,
  name: string,
  options: Parameters<typeof uploadFile>[1],
): Promise<{ id: string }> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `${options.url}?name=${encodeURIComponent(name)}`);
    request.setRequestHeader('Authorization', `Bearer ${options.token}`);
    request.setRequestHeader('Content-Type', body.type);
    request.responseType = 'json';
    request.upload.onprogress = ({ loaded, total }) => options.onProgress(loaded / total);
    request.onload = () =>
      request.status === 201
        ? resolve(request.response)
        : reject(Object.assign(new Error('refused'), { code: request.response?.code }));
    request.onerror = request.onabort = () => reject(new Error('not sent'));
    options.signal.addEventListener('abort', () => request.abort());
    request.send(body);
  });
}
