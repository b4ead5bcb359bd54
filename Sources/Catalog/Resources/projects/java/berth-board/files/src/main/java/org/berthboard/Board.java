package org.berthboard;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Which ship lies at which berth. It may be used from several threads. */
public final class Board {
    private final Map<String, String> ships = new TreeMap<>();

    /**
     * Puts the ship at the berth.
     *
     * @return the ship that lies there already, in which case nothing changes
     */
    public synchronized Optional<String> occupy(String berth, String ship) {
        if (berth.isBlank() || ship.isBlank()) {
            throw new IllegalArgumentException("a berth and a ship need names");
        }
        return Optional.ofNullable(ships.putIfAbsent(berth, ship));
    }

    /** Frees the berth and says whether a ship lay there. */
    public synchronized boolean free(String berth) {
        return ships.remove(berth) != null;
    }

    /** All berths that are taken, by name. */
    public synchronized Map<String, String> taken() {
        return new TreeMap<>(ships);
    }
}
