package io.quorate.dashboard.web;

/** Computes contrasts in the page, as WCAG 2.2 defines them (relative luminance). */
final class ContrastScript {

    private ContrastScript() {}

    /** The weakest contrast between a colour of texts and a ground it stands on: the ratio, and which pair it is. */
    static final String WEAKEST = """
            (async () => {
              const probe = document.body.appendChild(document.createElement('i'));
              const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
              const luminance = (token) => {
                probe.style.setProperty('color', `var(--${token})`);
                canvas.fillStyle = getComputedStyle(probe).color;
                canvas.fillRect(0, 0, 1, 1);
                const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map((v) => v / 255)
                  .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
                return 0.2126 * r + 0.7152 * g + 0.0722 * b;
              };
              const pairs = [
                ['text', 'ground panel raised accent-ground warning-ground failing-ground failing-stripe recovering-ground'],
                ['muted', 'ground panel raised accent-ground warning-ground failing-ground recovering-ground'],
                ['accent', 'ground panel raised accent-ground'],
                ['ok', 'ground panel raised'],
                ['warning', 'panel raised warning-ground'],
                ['failing', 'ground panel raised failing-ground failing-stripe'],
                ['recovering', 'panel raised recovering-ground'],
              ];
              let weakest = [99, ''];
              for (const [color, grounds] of pairs) {
                for (const ground of grounds.split(' ')) {
                  const [a, b] = [luminance(color), luminance(ground)].sort((x, y) => y - x);
                  const ratio = (a + 0.05) / (b + 0.05);
                  if (ratio < weakest[0]) weakest = [ratio, `${color} on ${ground}`];
                }
              }
              probe.remove();
              return weakest.join(' ');
            })()
            """;
}
