use std::env;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let Some(divider) = arguments.iter().position(|word| word == "--") else {
        eprintln!("usage: rollcall EXPECTED... -- PRESENT...");
        return ExitCode::from(2);
    };
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    for absent in rollcall::missing(&words[..divider], &words[divider + 1..]) {
        match absent.perhaps {
            Some(other) => println!("{} (or is it {other}?)", absent.name),
            None => println!("{}", absent.name),
        }
    }
    ExitCode::SUCCESS
}
