/** What a person can do on the page. */
import { applyTheme, nextTheme } from "./theme.js";

export function createActions(store, stream, apiV1) {
    const toggled = (set, value) => {
        const next = new Set(set);
        if (!next.delete(value)) {
            next.add(value);
        }
        return next;
    };
    const acknowledging = (change) =>
        store.update((state) => ({ acknowledging: { ...state.acknowledging, ...change } }));
    return {
        search: (text) => store.update(() => ({ search: text })),
        toggleHealth: (word) => store.update((state) => ({ healths: toggled(state.healths, word) })),
        toggleDetails: (key) => store.update((state) => ({ opened: toggled(state.opened, key) })),
        toggleLog: () => store.update((state) => ({ logOpen: !state.logOpen })),
        focusRow: (key) => store.update(() => ({ focusedRow: key })),
        fold: (key) => store.update((state) => ({ folded: new Set(state.folded).add(key) })),
        unfold: (key) => store.update((state) => ({ folded: toggled(state.folded, key) })),
        toggleRecovery: (uid, isOpen) =>
            store.update((state) => {
                const folded = new Set(state.folded);
                const opened = new Set(state.opened);
                (isOpen ? folded : opened).add(uid);
                (isOpen ? opened : folded).delete(uid);
                return { folded, opened };
            }),
        switchTheme: () =>
            store.update((state) => {
                const theme = nextTheme(state.theme);
                applyTheme(theme);
                return { theme };
            }),
        showAll: () => store.update(() => ({ route: { cluster: "" }, shownKeys: [] })),
        retryNow: () => stream.retryNow(),
        beginAcknowledge: (uid) => {
            acknowledging({ uid, comment: "", busy: false, error: "" });
            requestAnimationFrame(() => requestAnimationFrame(() => document.getElementById("ack-comment")?.focus()));
        },
        commentAcknowledge: (comment) => acknowledging({ comment }),
        cancelAcknowledge: () => acknowledging({ uid: "", error: "" }),
        acknowledge: async (uid) => {
            const { comment } = store.get().acknowledging;
            acknowledging({ busy: true, error: "" });
            try {
                await postAcknowledgement(apiV1, uid, comment.trim());
                acknowledging({ uid: "", busy: false });
                await stream.reload();
            } catch (e) {
                acknowledging({ busy: false, error: `Not acknowledged: ${e.message}` });
            }
        },
    };
}

async function postAcknowledgement(apiV1, uid, comment) {
    const address = `${apiV1}ack-recovery/uid/${encodeURIComponent(uid)}?comment=${encodeURIComponent(comment)}`;
    const response = await fetch(address, { method: "POST", headers: { Accept: "application/json" } });
    const answer = await response.json().catch(() => null);
    if (!response.ok || answer?.Code === "ERROR") {
        throw new Error(answer?.Message ?? `the server answered ${response.status}`);
    }
}
