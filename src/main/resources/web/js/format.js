/** Numbers and times as people read them. All functions are pure; the browser's own time zone is used. */

/** A span measured exactly: "612 ms", "1.24 s", "2 min 3 s". */
export function span(ms) {
    if (ms < 1000) {
        return `${Math.round(ms)} ms`;
    }
    if (ms < 60_000) {
        return `${(ms / 1000).toFixed(2)} s`;
    }
    return `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`;
}

/** A rough age: "now", "4 s", "3 min", "2 h", "5 d". */
export function age(ms) {
    const seconds = Math.round(ms / 1000);
    if (seconds < 1) {
        return "now";
    }
    if (seconds < 90) {
        return `${seconds} s`;
    }
    if (seconds < 5400) {
        return `${Math.round(seconds / 60)} min`;
    }
    return seconds < 172_800 ? `${Math.round(seconds / 3600)} h` : `${Math.round(seconds / 86_400)} d`;
}

export function ago(ms) {
    const text = age(ms);
    return text === "now" ? "just now" : `${text} ago`;
}

/** Whole seconds as operators know them from a server: "0 s", "75 s", "2.5 h". */
export function seconds(value) {
    if (value < 600) {
        return `${value} s`;
    }
    return value < 7200 ? `${Math.round(value / 60)} min` : `${(value / 3600).toFixed(1)} h`;
}

const CLOCK = new Intl.DateTimeFormat("en-GB", {
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    fractionalSecondDigits: 3,
});
const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric" });

/** "14:03:07.412" of an instant given in milliseconds. */
export function clock(at) {
    return CLOCK.format(at);
}

/** The same with the day in front when it is not the day of `now`. */
export function moment(at, now) {
    return DAY.format(at) === DAY.format(now) ? clock(at) : `${DAY.format(at)}, ${clock(at)}`;
}

export function count(number, one, many) {
    return `${number} ${number === 1 ? one : many}`;
}

/** Splits "host:port" at its last colon; IPv6 hosts keep their brackets. */
export function hostAndPort(key) {
    const colon = key.lastIndexOf(":");
    return colon < 0 ? [key, ""] : [key.slice(0, colon), key.slice(colon)];
}
