/** Longest side of a picture on a wall of 1920 × 1080. */
const sideMax = 1_600;
const quality = 0.85;

/** A picture as it goes into a show: JPEG in a `data:` address, no larger than a wall shows it. null: it is no picture. */
export async function shrinkPicture(file: File): Promise<string | null> {
  try {
    const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
    const scale = Math.min(1, sideMax / Math.max(bitmap.width, bitmap.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(bitmap.width * scale);
    canvas.height = Math.round(bitmap.height * scale);
    const context = canvas.getContext('2d');
    if (!context) return null;
    context.fillStyle = '#fffdf7'; // where the picture lets through
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    return canvas.toDataURL('image/jpeg', quality);
  } catch {
    return null; // no browser reads it
  }
}
