package org.seatplan;

import com.google.gson.Gson;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.commons.lang3.Validate;

/** The seats of a hall and who has them. */
public final class Hall {
    private final int seats;
    private final Map<Integer, String> taken = new TreeMap<>();

    /** An empty hall. */
    public Hall(int seats) {
        Validate.isTrue(seats > 0, "a hall needs at least one seat, not %d", seats);
        this.seats = seats;
    }

    /** Gives somebody a seat that is free. */
    public void take(int seat, String guest) {
        Validate.inclusiveBetween(1, seats, seat);
        Validate.notBlank(guest, "a seat is taken by somebody");
        Validate.validState(!taken.containsKey(seat), "seat %d is taken", seat);
        taken.put(seat, guest);
    }

    /** The lowest number of so many free seats in a row. */
    public Optional<Integer> free(int together) {
        int run = 0;
        for (int seat = 1; seat <= seats; seat++) {
            run = taken.containsKey(seat) ? 0 : run + 1;
            if (run == together) {
                return Optional.of(seat - together + 1);
            }
        }
        return Optional.empty();
    }

    /** The taken seats as JSON. */
    public String json() {
        return new Gson().toJson(taken);
    }
}
