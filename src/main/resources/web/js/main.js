/** Wires the parts: events change the store, the store is drawn, people's actions change the store. */
import { createActions } from "./actions.js";
import { renderer } from "./dom.js";
import { applyMessages, followSuccessor, leftBehind, shownCluster } from "./fleet.js";
import { watchOpenServers } from "./instance.js";
import { clusterHref, parseRoute } from "./route.js";
import { createStore, initialState } from "./store.js";
import { Stream } from "./stream.js";
import { storedTheme } from "./theme.js";
import { page } from "./views/page.js";

const TICK_MS = 1000;
const BUSY_TICK_MS = 100;

const store = createStore({ ...initialState(), theme: storedTheme(), route: parseRoute(location.hash) });
const stream = new Stream("api/v2/", {
    onMessages: (messages) => store.update((state) => applyMessages({ ...state, now: Date.now() }, messages)),
    onConnection: (change) => store.update((state) => ({ connection: { ...state.connection, ...change } })),
    onServerTime: (now) => store.update(() => ({ clockOffset: now - Date.now() })),
});
const actions = createActions(store, stream, "api/");
const render = renderer(document.getElementById("page"));
const announcer = document.getElementById("announcer");

let frame = 0;
let announced = "";

/** One drawing per frame, however much changed; a timer stands in where a hidden page gets no frames. */
function schedule() {
    if (frame === 0) {
        frame = document.hidden ? setTimeout(draw, 250) : requestAnimationFrame(draw);
    }
}

function draw() {
    frame = 0;
    const state = store.get();
    const shown = shownCluster(state);
    render(page(state, shown, actions));
    document.title = titleOf(state, shown);
    if (state.announcement !== announced) {
        announced = state.announcement;
        announcer.textContent = announced;
    }
}

function titleOf(state, shown) {
    const name = shown ? shown.alias || shown.name : state.node?.name;
    return name ? `${name} · Quorate` : "Quorate";
}

/** Remembers whose servers are shown, and follows them when a failover gives their cluster another name. */
function keepTrack(state) {
    const heir = followSuccessor(state);
    if (heir) {
        history.replaceState(null, "", clusterHref(heir));
        store.update(() => ({ route: parseRoute(location.hash) }));
        return;
    }
    const shown = shownCluster(state);
    const keys = shown ? shown.servers.map((s) => s.key) : state.shownKeys;
    const lost = shown ? leftBehind(state, shown).servers.map((s) => s.key) : [];
    if (keys.join() !== state.shownKeys.join() || lost.join() !== state.alsoShownKeys.join()) {
        store.update(() => ({ shownKeys: keys, alsoShownKeys: lost }));
    }
}

function tick() {
    store.update(() => ({ now: Date.now() }));
    const busy = [...store.get().recoveries.values()].some((r) => r.endedAt === null);
    setTimeout(tick, busy ? BUSY_TICK_MS : TICK_MS);
}

store.subscribe(schedule);
store.subscribe(keepTrack);
addEventListener("hashchange", () => {
    store.update(() => ({ route: parseRoute(location.hash), shownKeys: [] }));
    document.getElementById("cluster-title")?.focus({ preventScroll: true });
});
addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
        event.preventDefault();
        document.getElementById("search")?.focus();
    }
});
tick();
watchOpenServers(store, "api/");
stream.start();
