using AiStack.Simulator.Text;

namespace AiStack.Simulator.Chat;

/// <summary>Turns a conversation into the prompt a model would see, in the ChatML format.</summary>
internal static class ChatTemplate
{
    /// <summary>Token numbers of the prompt.</summary>
    /// <param name="vocabulary">Turns texts into tokens.</param>
    /// <param name="messages">The conversation.</param>
    /// <param name="preamble">Text before the conversation, such as the tools on offer; may be empty.</param>
    /// <param name="askForAnswer">True to end with the beginning of the assistant's message.</param>
    public static List<int> Render(Vocabulary vocabulary, IReadOnlyList<ChatMessage> messages, string preamble = "", bool askForAnswer = true)
    {
        var prompt = new List<int>(64);
        if (preamble.Length > 0)
        {
            Append(prompt, vocabulary, "system\n" + preamble);
        }

        foreach (var message in messages)
        {
            Append(prompt, vocabulary, $"{message.Role}\n{message.Text}");
        }

        if (askForAnswer)
        {
            prompt.Add(Vocabulary.MessageStart);
            prompt.AddRange(vocabulary.Encode("assistant\n"));
        }

        return prompt;
    }

    private static void Append(List<int> prompt, Vocabulary vocabulary, string message)
    {
        prompt.Add(Vocabulary.MessageStart);
        prompt.AddRange(vocabulary.Encode(message));
        prompt.Add(Vocabulary.MessageEnd);
        prompt.AddRange(vocabulary.Encode("\n"));
    }
}
