// A classic script in the head, so that a chosen theme is there before the first paint.
try {
    const theme = localStorage.getItem("quorate-theme");
    if (theme === "light" || theme === "dark") {
        document.documentElement.dataset.theme = theme;
    }
} catch {
    // Storage may be forbidden; the system's theme is used then.
}
