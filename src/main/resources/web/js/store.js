/**
 * The one place where the page keeps what it knows. States are values: an update makes a new one, and parts that did
 * not change stay the same objects, by which views see that they need not be drawn again.
 */
export function createStore(initial) {
    let state = initial;
    const listeners = new Set();
    return {
        get: () => state,
        /** Merges what the function returns into the state; returns nothing to leave it alone. */
        update(change) {
            const changed = change(state);
            if (changed) {
                state = { ...state, ...changed };
                listeners.forEach((listener) => listener(state));
            }
        },
        subscribe(listener) {
            listeners.add(listener);
            return () => listeners.delete(listener);
        },
    };
}

export function initialState() {
    return {
        loaded: false,
        connection: { kind: "connecting", attempt: 0, retryAt: 0, lastEventAt: 0, sentence: "" },
        clockOffset: 0,
        node: null,
        leadership: null,
        recoveriesEnabled: true,
        clusters: new Map(),
        recoveries: new Map(),
        log: [],
        announcement: "",
        route: { cluster: "" },
        shownKeys: [],
        alsoShownKeys: [],
        details: new Map(),
        search: "",
        healths: new Set(),
        folded: new Set(),
        opened: new Set(),
        focusedRow: "",
        logOpen: true,
        theme: "system",
        acknowledging: { uid: "", comment: "", busy: false, error: "" },
        openedAt: Date.now(),
        now: Date.now(),
    };
}
