namespace FaceFunctions.Cli.Completion;

/// <summary>The scripts. Each asks the program itself, by System.CommandLine's directive <c>[suggest:position]</c>, with the line after the program's name; where it has nothing, the shell completes files.</summary>
internal static class CompletionScripts
{
    public const string Bash =
        """
        # bash completion of ff
        _ff_complete() {
          local line="${COMP_LINE:0:COMP_POINT}" rest
          rest="${line#*[[:space:]]}"
          local word="${COMP_WORDS[COMP_CWORD]}"
          local IFS=$'\n'
          COMPREPLY=($(compgen -W "$("${COMP_WORDS[0]}" "[suggest:${#rest}]" "$rest" 2>/dev/null)" -- "$word"))
        }
        complete -o default -F _ff_complete ff facefunctions

        """;

    public const string Zsh =
        """
        #compdef ff facefunctions
        _ff_complete() {
          local rest="${BUFFER[1,CURSOR]#* }"
          local -a found
          found=("${(@f)$("${words[1]}" "[suggest:${#rest}]" "$rest" 2>/dev/null)}")
          if [[ -n "${found[1]}" ]]; then compadd -a found; else _files; fi
        }
        compdef _ff_complete ff facefunctions

        """;

    public const string PowerShell =
        """
        # PowerShell completion of ff
        Register-ArgumentCompleter -Native -CommandName ff, facefunctions -ScriptBlock {
          param($word, $ast, $cursor)
          $name = $ast.CommandElements[0].ToString()
          $line = $ast.ToString().PadRight($cursor).Substring(0, $cursor)
          $rest = $line.Substring([Math]::Min($name.Length + 1, $line.Length))
          & $name "[suggest:$($rest.Length)]" $rest 2>$null | Where-Object { $_ -like "$word*" } | ForEach-Object {
            [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
          }
        }

        """;
}
