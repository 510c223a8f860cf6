namespace AiStack.Simulator.Text;

/// <summary>A text and where its tokens end.</summary>
/// <param name="Text">The whole text.</param>
/// <param name="Ids">Number of each token.</param>
/// <param name="Ends">For each token, how many characters of the text are complete with it; never falls.</param>
internal sealed record TokenizedText(string Text, int[] Ids, int[] Ends);
