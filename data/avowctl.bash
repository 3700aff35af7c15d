# bash completion for avowctl
#
# SPDX-License-Identifier: GPL-3.0-or-later

_avowctl ()
{
  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} command= word
  local i skip=

  for ((i = 1; i < COMP_CWORD; i++)); do
    word=${COMP_WORDS[i]}
    if [[ $skip ]]; then skip=; continue; fi
    case $word in
      --data | --as) skip=1 ;;
      -*) ;;
      *) command=$word; break ;;
    esac
  done

  case $previous in
    --data | -o | --output | --receipt | --keep | --since) COMPREPLY=($(compgen -f -- "$current")); return ;;
    --reason) COMPREPLY=($(compgen -W 'lost stolen superseded left' -- "$current")); return ;;
    --html) COMPREPLY=($(compgen -d -- "$current")); return ;;
    --pdf) COMPREPLY=($(compgen -f -- "$current")); return ;;
    --format) COMPREPLY=($(compgen -W "$(case $command in course) echo moodle gift aiken qti qti3 ;; *) echo csv pdf ;; esac)" -- "$current")); return ;;
  esac

  case $command in
    '') COMPREPLY=($(compgen -W '--data --as --help --version init sample course person invite enrol key officer role rule accommodation recover root report export evidence hand-over take-in purge verify rebuild' -- "$current")) ;;
    init) COMPREPLY=($(compgen -W '--organisation --officer --staff-number --team --help' -- "$current")) ;;
    sample) COMPREPLY=($(compgen -W '--people --seed --help' -- "$current") $(compgen -d -- "$current")) ;;
    course) COMPREPLY=($(compgen -W 'check translate diff import export new publish stats -o --format --title --language --owner --pool --edition --confidence --watch --id --html --pdf --summary --fact --template --help' -- "$current") $(compgen -f -- "$current")) ;;
    person) COMPREPLY=($(compgen -W 'add list leave --staff-number --name --team --email --joined --on --help' -- "$current")) ;;
    invite) COMPREPLY=($(compgen -W '-o --help' -- "$current")) ;;
    enrol) COMPREPLY=($(compgen -W '--restored --help' -- "$current") $(compgen -f -- "$current")) ;;
    key) COMPREPLY=($(compgen -W 'list withdraw --reason --key --help' -- "$current")) ;;
    officer) COMPREPLY=($(compgen -W 'list add remove --help' -- "$current")) ;;
    role) COMPREPLY=($(compgen -W 'list give take-back manager executive auditor --team --help' -- "$current")) ;;
    rule) COMPREPLY=($(compgen -W 'list set stop once yearly anniversary manager officer executive auditor --title --item --team --role --cycle --due-days --since --help' -- "$current")) ;;
    accommodation) COMPREPLY=($(compgen -W 'list give take-back --extra-time --untimed --extra-attempts --reason --cycle --help' -- "$current")) ;;
    root) COMPREPLY=($(compgen -W 'renew --help' -- "$current")) ;;
    recover) COMPREPLY=($(compgen -W '--help' -- "$current")) ;;
    report) COMPREPLY=($(compgen -W 'completion attestation --format -o --team --as-of --help' -- "$current")) ;;
    export) COMPREPLY=($(compgen -W 'declarations -o --help' -- "$current")) ;;
    evidence) COMPREPLY=($(compgen -W '-o --help' -- "$current")) ;;
    hand-over) COMPREPLY=($(compgen -W '-o --team --person --whole --help' -- "$current")) ;;
    take-in) COMPREPLY=($(compgen -f -- "$current")) ;;
    purge) COMPREPLY=($(compgen -W '--reason --yes --help' -- "$current")) ;;
    verify) COMPREPLY=($(compgen -W '--keep --since --receipt --help' -- "$current")) ;;
    rebuild) COMPREPLY=($(compgen -W '--help' -- "$current")) ;;
  esac
}

complete -o filenames -F _avowctl avowctl
