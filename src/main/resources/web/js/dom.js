/**
 * The one renderer. A view is a function that returns a description of elements, made with h(); render() changes the
 * document to match it, touching only what differs. Texts become text nodes and attributes go through setAttribute:
 * nothing is ever parsed as HTML, so no text that a server sends can become markup.
 */

const SVG = "http://www.w3.org/2000/svg";
const IN_SVG = new Set(["svg", "use"]);
const GLIDE_LIMIT = 200;
const still = matchMedia("(prefers-reduced-motion: reduce)");

/**
 * Describes an element. Properties: attributes by name; "on…" functions are listeners; `style` is a map of CSS
 * properties; `key` tells siblings apart; `flash` lights the element up for a moment when its value changes; `glide`
 * lets keyed children slide to a new place.
 */
export function h(tag, props, ...children) {
    const described = { tag, key: props?.key, props: props ?? {}, children: [], el: null };
    collect(children, described.children);
    return described;
}

/** A view that is asked again only when one of its arguments is another value than before. */
export function lazy(key, view, ...args) {
    return { view, key, args, node: null, el: null };
}

function collect(children, into) {
    for (const child of children) {
        if (Array.isArray(child)) {
            collect(child, into);
        } else if (child !== null && child !== undefined && child !== false) {
            into.push(typeof child === "object" ? child : { text: String(child), el: null });
        }
    }
}

/** Returns a function that makes the container's content match the description it is given. */
export function renderer(container) {
    let shown = [];
    return (description) => {
        const focused = document.activeElement;
        shown = patchChildren(container, shown, [description]);
        if (focused !== document.activeElement && focused?.isConnected && focused !== document.body) {
            focused.focus({ preventScroll: true });
        }
    };
}

function create(node) {
    if ("text" in node) {
        node.el = document.createTextNode(node.text);
    } else if (node.view) {
        node.node = node.view(...node.args);
        node.el = create(node.node);
    } else {
        node.el = IN_SVG.has(node.tag) ? document.createElementNS(SVG, node.tag) : document.createElement(node.tag);
        patchProps(node.el, {}, node.props);
        patchChildren(node.el, [], node.children);
    }
    return node.el;
}

function isSameKind(a, b) {
    return a.key === b.key && a.tag === b.tag && a.view === b.view && "text" in a === "text" in b;
}

function update(old, next) {
    if ("text" in next) {
        next.el = old.el;
        if (old.text !== next.text) {
            next.el.data = next.text;
        }
    } else if (next.view) {
        updateLazy(old, next);
    } else {
        next.el = old.el;
        patchProps(next.el, old.props, next.props);
        next.children = patchChildren(next.el, old.children, next.children, next.props.glide);
    }
}

function updateLazy(old, next) {
    const same = old.args.length === next.args.length && old.args.every((value, i) => Object.is(value, next.args[i]));
    next.node = same ? old.node : next.view(...next.args);
    if (!same && isSameKind(old.node, next.node)) {
        update(old.node, next.node);
    } else if (!same) {
        old.el.replaceWith(create(next.node));
    }
    next.el = next.node.el;
}

function patchChildren(parent, old, next, glide) {
    const keyed = new Map();
    const plain = [];
    for (const child of old) {
        if (child.key === undefined) {
            plain.push(child);
        } else {
            keyed.set(child.key, child);
        }
    }
    const places = glide && isReordered(old, next) ? placesOf(old) : null;
    const kept = new Set();
    let nextPlain = 0;
    for (const child of next) {
        const before = child.key === undefined ? plain[nextPlain++] : keyed.get(child.key);
        if (before && isSameKind(before, child)) {
            update(before, child);
            kept.add(before);
        } else {
            create(child);
        }
    }
    for (const child of old) {
        if (!kept.has(child)) {
            child.el.remove();
        }
    }
    place(parent, next);
    if (places) {
        slide(next, places);
    }
    return next;
}

/** Puts the elements into order; an element that has to go further down is taken out first, so that few move. */
function place(parent, nodes) {
    let at = parent.firstChild;
    for (const { el } of nodes) {
        if (at !== null && at !== el && at.nextSibling === el) {
            at.remove();
            at = el;
        }
        if (at === el) {
            at = at.nextSibling;
        } else {
            parent.insertBefore(el, at);
        }
    }
}

function patchProps(el, old, next) {
    for (const name of Object.keys(old)) {
        if (!(name in next)) {
            setProp(el, name, undefined, old[name]);
        }
    }
    for (const name of Object.keys(next)) {
        if (next[name] !== old[name] || name === "value") {
            setProp(el, name, next[name], old[name]);
        }
    }
}

function setProp(el, name, value, before) {
    if (name === "key" || name === "glide") {
        return;
    }
    if (name.startsWith("on")) {
        el[name] = value ?? null;
    } else if (name === "style") {
        Object.entries(value ?? {}).forEach(([property, text]) => el.style.setProperty(property, text));
    } else if (name === "value") {
        if (el.value !== value) {
            el.value = value ?? "";
        }
    } else if (name === "flash") {
        if (before !== undefined && value !== undefined) {
            flash(el);
        }
    } else if (value === null || value === undefined || (value === false && !name.startsWith("aria-"))) {
        el.removeAttribute(name);
    } else {
        el.setAttribute(name, value === true && !name.startsWith("aria-") ? "" : String(value));
    }
}

function flash(el) {
    if (!still.matches) {
        const lit = "inset 0 0 0 100vmax var(--flash)";
        el.animate([{ boxShadow: lit }, { boxShadow: "inset 0 0 0 100vmax transparent" }], {
            duration: 1400,
            easing: "ease-out",
        });
    }
}

function isReordered(old, next) {
    const was = old.map((child) => child.key);
    return !still.matches && was.length <= GLIDE_LIMIT && next.some((child, i) => child.key !== was[i]);
}

function placesOf(nodes) {
    return new Map(nodes.map((node) => [node.key, node.el.getBoundingClientRect().top]));
}

function slide(nodes, places) {
    const moves = nodes
        .filter((node) => places.has(node.key))
        .map((node) => [node.el, places.get(node.key) - node.el.getBoundingClientRect().top])
        .filter(([, distance]) => Math.abs(distance) > 1);
    for (const [el, distance] of moves) {
        el.animate([{ transform: `translateY(${distance}px)` }, { transform: "none" }], {
            duration: 320,
            easing: "cubic-bezier(.2, .7, .2, 1)",
        });
    }
}
