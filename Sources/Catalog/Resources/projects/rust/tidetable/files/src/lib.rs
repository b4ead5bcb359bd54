//! High and low water in gauge readings.

use std::fmt;
use std::num::ParseIntError;

use either::Either::{self, Left, Right};

/// One reading of a gauge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    /// Minutes since midnight.
    pub minutes: u32,
    /// Height above chart datum in centimetres.
    pub height: i32,
}

/// The turn of a tide: high water on the left, low water on the right.
pub type Turn = Either<Reading, Reading>;

/// A line that is not a reading.
#[derive(Debug, PartialEq, Eq)]
pub struct LineError {
    /// Number of the line, from one.
    pub line: usize,
    cause: Option<ParseIntError>,
}

impl fmt::Display for LineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.cause {
            Some(cause) => write!(f, "line {}: {cause}", self.line),
            None => write!(f, "line {}: expected minutes and height", self.line),
        }
    }
}

impl std::error::Error for LineError {}

/// Reads `minutes height` lines; empty lines are passed over.
pub fn parse(text: &str) -> Result<Vec<Reading>, LineError> {
    let mut readings = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let fields: Vec<&str> = line.split_whitespace().collect();
        let fault = |cause| LineError { line: index + 1, cause };
        match fields[..] {
            [] => {}
            [minutes, height] => readings.push(Reading {
                minutes: minutes.parse().map_err(|cause| fault(Some(cause)))?,
                height: height.parse().map_err(|cause| fault(Some(cause)))?,
            }),
            _ => return Err(fault(None)),
        }
    }
    Ok(readings)
}

/// Finds the turns of the tide, in the order of the readings.
pub fn turns(readings: &[Reading]) -> Vec<Turn> {
    let mut found = Vec::new();
    for window in readings.windows(3) {
        let [before, here, after] = [window[0], window[1], window[2]];
        if before.height < here.height && here.height >= after.height {
            found.push(Left(here));
        } else if before.height > here.height && here.height <= after.height {
            found.push(Right(here));
        }
    }
    found
}

/// Renders one line for each turn, such as `HW 04:30 312 cm`.
pub fn table(turns: &[Turn]) -> String {
    let mut digits = itoa::Buffer::new();
    let mut out = String::new();
    for turn in turns {
        let Reading { minutes, height } = turn.into_inner();
        out.push_str(if turn.is_left() { "HW " } else { "LW " });
        out.push_str(&format!("{:02}:{:02} ", minutes / 60, minutes % 60));
        out.push_str(digits.format(height));
        out.push_str(" cm\n");
    }
    out
}
