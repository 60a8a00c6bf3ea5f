using System.Text.RegularExpressions;

namespace Attune.Companion.Conversations.Rules;

/// <summary>How dialogue acts are said in one language. Patterns see lower case and single spaces.</summary>
/// <param name="LongestAddress">
/// Only in a message of at most so many characters, and without quotation marks, is "are you real" meant for the reader.
/// </param>
/// <param name="Quoted">Finds quotation marks.</param>
/// <param name="Greeting">A greeting at the beginning, or nothing.</param>
/// <param name="ThanksAtEnd">Thanks that end a message which does something else; what stays is its first group.</param>
/// <param name="Acts">The pattern of every act that has one.</param>
internal sealed record ActPatterns(
    int LongestAddress, Regex Quoted, Regex Greeting, Regex ThanksAtEnd, IReadOnlyDictionary<DialogueAct, Regex> Acts);
