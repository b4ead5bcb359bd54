use std::env;
use std::process::ExitCode;

fn main() -> ExitCode {
    let titles: Vec<String> = env::args().skip(1).collect();
    if titles.is_empty() {
        eprintln!("usage: slugsmith TITLE...");
        return ExitCode::from(2);
    }
    for title in &titles {
        println!("{}", slugsmith::slug(title));
    }
    ExitCode::SUCCESS
}
