/** Light, dark, or what the system says. The choice is kept in the browser. */

const KEY = "quorate-theme";
const NEXT = { system: "light", light: "dark", dark: "system" };

export function storedTheme() {
    return document.documentElement.dataset.theme ?? "system";
}

export function nextTheme(theme) {
    return NEXT[theme];
}

export function applyTheme(theme) {
    if (theme === "system") {
        delete document.documentElement.dataset.theme;
    } else {
        document.documentElement.dataset.theme = theme;
    }
    try {
        localStorage.setItem(KEY, theme);
    } catch {
        // Without storage the choice lasts as long as the page.
    }
}
