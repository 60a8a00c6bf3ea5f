using System.Text.RegularExpressions;

namespace Attune.Companion.Conversations.Rules;

/// <summary>A pattern and what a message that matches it does.</summary>
internal sealed record ActRule(DialogueAct Act, Regex Pattern);
