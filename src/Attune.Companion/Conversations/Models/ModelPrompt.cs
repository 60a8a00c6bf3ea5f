using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Attune.Companion.Personas;
using Attune.Contracts.Guide;
using Attune.Language;
using Microsoft.Extensions.AI;

namespace Attune.Companion.Conversations.Models;

/// <summary>
/// What a model is asked: who it is and what always holds, the passages as data, what was said before, the message. The same
/// reply is always asked for in the same words and with the same seed, so that a model that can repeat itself does.
/// </summary>
/// <param name="Messages">The messages, oldest first.</param>
/// <param name="Seed">For models that take one.</param>
internal sealed record ModelPrompt(IReadOnlyList<ChatMessage> Messages, long Seed)
{
    /// <param name="soFar">The conversation.</param>
    /// <param name="language">The language of the answer.</param>
    /// <param name="passages">Numbered passages that the answer may cite.</param>
    /// <param name="replyId">Which reply: its seed follows from it.</param>
    /// <param name="maxCharacters">How many characters of earlier messages are sent.</param>
    public static ModelPrompt Of(
        ConversationSoFar soFar, TextLanguage language, IReadOnlyList<Citation> passages, string replyId, int maxCharacters)
    {
        var persona = soFar.Conversation.Persona;
        var system = new StringBuilder(PersonaPrompt.For(persona, language));
        system.Append("\n\n").Append(ModelPromptTexts.Passages(language, passages.Count > 0, persona.Kind == PersonaKind.Guide));
        foreach (var passage in passages)
        {
            // A passage cannot end its own frame: what looks like the frame's end is broken up.
            var text = passage.Quote.Replace("<<<", "< < <", StringComparison.Ordinal)
                .Replace(">>>", "> > >", StringComparison.Ordinal);
            system.Append(CultureInfo.InvariantCulture, $"\n\n[{passage.Number}] <<<{text}>>>");
        }

        var messages = new List<ChatMessage> { new(ChatRole.System, system.ToString()) };
        messages.AddRange(Newest(soFar.Turns, maxCharacters)
            .Select(turn => new ChatMessage(turn.IsOfUser ? ChatRole.User : ChatRole.Assistant, turn.Text)));
        messages.Add(new ChatMessage(ChatRole.User, soFar.Message.Text));
        return new ModelPrompt(messages, SeedOf(replyId));
    }

    /// <summary>Asks to go on with an answer that was begun and cannot be repeated.</summary>
    public ModelPrompt Continue(string written, TextLanguage language) => this with
    {
        Messages =
        [
            .. Messages,
            new ChatMessage(ChatRole.Assistant, written),
            new ChatMessage(ChatRole.User, ModelPromptTexts.GoOn(language)),
        ],
    };

    private static IEnumerable<Turn> Newest(IReadOnlyList<Turn> turns, int maxCharacters)
    {
        var from = turns.Count;
        for (var left = maxCharacters; from > 0 && turns[from - 1].Text.Length <= left; from--)
            left -= turns[from - 1].Text.Length;
        return turns.Skip(from);
    }

    private static long SeedOf(string replyId) =>
        BinaryPrimitives.ReadUInt32LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(replyId))) & int.MaxValue;
}
