/**
 * The live connection: opens the event stream, reads the whole fleet once it is open, and then passes events on in
 * batches. A lost stream is opened again after a pause that grows from half a second to thirty; a silent one counts as
 * lost. While the page is hidden for long the stream is closed, to spare the server.
 */
import { readCluster, readDetection, readFleet, readHeartbeat, readLeader, readRecovery, readStep } from "./wire.js";

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;
const SILENCE_MS = 20_000;
const BATCH_MS = 100;
const HIDDEN_MS = 60_000;

const READERS = {
    cluster: (json) => ({ type: "cluster", value: readCluster(json) }),
    "cluster-gone": (json) => ({ type: "gone", value: json.name }),
    detection: (json) => ({ type: "detection", value: readDetection(json) }),
    "recovery-started": (json) => ({ type: "recovery", value: readRecovery(json) }),
    "recovery-step": (json) => ({ type: "step", value: readStep(json) }),
    "recovery-ended": (json) => ({ type: "recovery", value: readRecovery(json) }),
    leadership: (json) => ({ type: "leader", value: readLeader(json) }),
};

export class Stream {
    /**
     * @param base address of the API, with a slash at its end
     * @param onMessages called with a batch of messages
     * @param onConnection called with what changed of the connection
     * @param onServerTime called with the server's clock, in milliseconds
     */
    constructor(base, { onMessages, onConnection, onServerTime }) {
        this.base = base;
        this.onMessages = onMessages;
        this.onConnection = onConnection;
        this.onServerTime = onServerTime;
        this.source = null;
        this.attempt = 0;
        this.lastEventAt = 0;
        this.batch = new Map();
        this.arrivals = 0;
        this.isFull = false;
        this.hasExactTime = false;
        this.timers = {};
    }

    start() {
        document.addEventListener("visibilitychange", () => this.#visibilityChanged());
        addEventListener("online", () => this.retryNow());
        setInterval(() => this.#watchSilence(), 1000);
        this.#open();
    }

    /** Ends the pause before the next attempt. */
    retryNow() {
        if (this.timers.retry) {
            clearTimeout(this.timers.retry);
            this.timers.retry = null;
            this.#open();
        }
    }

    /** Reads the whole fleet again, as after an action whose effect no event tells. */
    async reload() {
        const response = await fetch(`${this.base}fleet`, {
            headers: { Accept: "application/json" },
            cache: "no-store",
        });
        if (!response.ok) {
            throw new Error(`the server answered ${response.status}`);
        }
        const fleet = readFleet(await response.json());
        if (fleet.now !== null && !this.hasExactTime) {
            this.onServerTime(fleet.now);
        }
        this.onMessages([{ type: "snapshot", value: fleet }]);
    }

    #open() {
        this.#close();
        this.isFull = false;
        this.lastEventAt = Date.now();
        const source = new EventSource(`${this.base}events`);
        this.source = source;
        source.onopen = () => this.#opened(source);
        source.onerror = () => this.#lost(source, "the connection broke");
        for (const [name, read] of Object.entries(READERS)) {
            source.addEventListener(name, (event) => this.#arrived(() => this.#enqueue(read(JSON.parse(event.data)))));
        }
        source.addEventListener("heartbeat", (event) => this.#arrived(() => this.#heartbeat(event.data)));
    }

    async #opened(source) {
        try {
            await this.reload();
        } catch (e) {
            this.#lost(source, e.message);
            return;
        }
        if (this.source === source) {
            this.isFull = true;
            this.attempt = 0;
            this.#scheduleFlush();
            this.onConnection({ kind: "live", attempt: 0, retryAt: 0, lastEventAt: this.lastEventAt, sentence: "" });
        }
    }

    #arrived(handle) {
        this.lastEventAt = Date.now();
        handle();
    }

    #heartbeat(text) {
        const now = readHeartbeat(JSON.parse(text));
        if (now !== null) {
            this.hasExactTime = true;
            this.onServerTime(now);
        }
        this.onConnection({ lastEventAt: this.lastEventAt });
    }

    /** Of a cluster only the newest picture in a batch is kept. */
    #enqueue(message) {
        const slot = message.type === "cluster" ? `cluster ${message.value.name}` : this.arrivals++;
        this.batch.delete(slot);
        this.batch.set(slot, message);
        this.#scheduleFlush();
    }

    #scheduleFlush() {
        if (this.isFull && !this.timers.flush && this.batch.size > 0) {
            this.timers.flush = setTimeout(() => {
                this.timers.flush = null;
                const batch = [...this.batch.values()];
                this.batch = new Map();
                this.onConnection({ lastEventAt: this.lastEventAt });
                this.onMessages(batch);
            }, BATCH_MS);
        }
    }

    #lost(source, why) {
        if (this.source !== source) {
            return;
        }
        this.#close();
        const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** this.attempt) * (0.75 + Math.random() / 2);
        this.attempt++;
        this.onConnection({ kind: "retrying", attempt: this.attempt, retryAt: Date.now() + pause, sentence: why });
        this.timers.retry = setTimeout(() => {
            this.timers.retry = null;
            this.#open();
        }, pause);
    }

    #close() {
        this.source?.close();
        this.source = null;
        this.batch = new Map();
        clearTimeout(this.timers.flush);
        clearTimeout(this.timers.retry);
        this.timers.flush = null;
        this.timers.retry = null;
    }

    #watchSilence() {
        if (this.source && Date.now() - this.lastEventAt > SILENCE_MS) {
            this.#lost(this.source, "the server fell silent");
        }
    }

    #visibilityChanged() {
        clearTimeout(this.timers.hidden);
        if (document.hidden) {
            this.timers.hidden = setTimeout(() => {
                this.#close();
                this.onConnection({ kind: "paused", sentence: "paused while the page is hidden" });
            }, HIDDEN_MS);
        } else if (!this.source) {
            this.attempt = 0;
            this.#open();
        }
    }
}
