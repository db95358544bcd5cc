package io.quorate.config.catalogue;

import java.util.List;

/**
 * Keys that belong together, in the order of the manual.
 *
 * @param title heading
 * @param keys its keys
 */
public record Area(String title, List<Key> keys) {

    public Area {
        keys = List.copyOf(keys);
    }
}
