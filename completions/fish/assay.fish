# Completion of assay(1) for fish. What may stand where, the program says itself (`assay complete`).

function __assay_complete
    set -l words (commandline -opc)
    set -l typed (commandline -ct)
    set -l lines ($words[1] complete -- $words[2..-1] "$typed" 2>/dev/null)
    for line in $lines
        if string match -q ':files *' -- $line
            __fish_complete_suffix (string replace ':files ' '' -- $line)
        else if test "$line" = :files
            __fish_complete_path "$typed"
        else
            printf '%s\n' $line
        end
    end
end

complete -c assay -f -k -a '(__assay_complete)'
