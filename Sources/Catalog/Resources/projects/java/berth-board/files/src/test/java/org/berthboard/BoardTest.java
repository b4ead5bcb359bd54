package org.berthboard;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.Map;
import java.util.Optional;
import org.junit.Test;

public class BoardTest {
    @Test
    public void aTakenBerthStaysTaken() {
        Board board = new Board();
        assertEquals(Optional.empty(), board.occupy("A3", "Marieke"));
        assertEquals(Optional.of("Marieke"), board.occupy("A3", "Osprey"));
        assertEquals(Map.of("A3", "Marieke"), board.taken());
    }

    @Test
    public void aFreedBerthCanBeTakenAgain() {
        Board board = new Board();
        board.occupy("B1", "Osprey");
        assertTrue(board.free("B1"));
        assertFalse(board.free("B1"));
        assertTrue(board.occupy("B1", "Marieke").isEmpty());
    }

    @Test
    public void namesAreNeeded() {
        assertThrows(IllegalArgumentException.class, () -> new Board().occupy("", "Osprey"));
        assertThrows(IllegalArgumentException.class, () -> new Board().occupy("B1", " "));
    }
}
