use std::error::Error;
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let path = env::args().nth(1).unwrap_or_else(|| "Cargo.lock".to_owned());
    for duplicate in lockwise::duplicates(&fs::read_to_string(path)?)? {
        let versions: Vec<String> = duplicate.versions.iter().map(ToString::to_string).collect();
        let advice = if duplicate.could_be_one() { "could be one" } else { "incompatible" };
        println!("{}: {} ({advice})", duplicate.name, versions.join(", "));
    }
    Ok(())
}
