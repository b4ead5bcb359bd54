package org.farezones;

import com.google.gson.Gson;
import com.google.gson.reflect.TypeToken;
import java.io.Reader;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.lang3.StringUtils;
import org.apache.commons.lang3.Validate;

/** The stops of a network and the zones they lie in. */
public final class Network {
    private final Map<String, Integer> zones;

    private Network(Map<String, Integer> zones) {
        this.zones = zones;
    }

    /** Reads a JSON object from stop to zone. */
    public static Network read(Reader json) {
        Map<String, Integer> zones = new Gson().fromJson(json, new TypeToken<TreeMap<String, Integer>>() {}.getType());
        Validate.isTrue(zones != null && !zones.isEmpty(), "a network needs at least one stop");
        return new Network(zones);
    }

    /** How many zones are crossed on the way along the stops; going back counts again. */
    public int zones(List<String> stops) {
        int count = 0;
        Integer current = null;
        for (String stop : stops) {
            Integer zone = zones.get(StringUtils.trim(stop));
            Validate.isTrue(zone != null, "there is no stop called %s", stop);
            if (!zone.equals(current)) {
                count++;
            }
            current = zone;
        }
        return count;
    }
}
