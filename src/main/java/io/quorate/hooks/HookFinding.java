package io.quorate.hooks;

/**
 * Something in the text of a hook that is probably not meant: reported when the configuration is read, and harmless
 * to the start.
 *
 * @param point the list the hook is in
 * @param position its place in the list, from 1
 * @param message what is odd, and what to write instead
 */
public record HookFinding(HookPoint point, int position, String message) {

    @Override
    public String toString() {
        return point.key() + " hook " + position + ": " + message;
    }
}
