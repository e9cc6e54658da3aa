"""Lines of a text in Chinese are joined without a blank, whatever the format wraps them by."""

from __future__ import annotations

import pytest

from paperdesk.formats import recognise
from tests.formats.format_reader import papers, source

BIBTEX = """@article{wang,
  title = {语言
           模型研究},
  abstract = {本文提出一种新的图像
              分割方法。
              我们用 PyTorch
              训练。},
}
"""
RIS = """TY  - JOUR
TI  - 语言
      模型研究
AB  - 本文提出一种新的图像
      分割方法。
      我们用 PyTorch
      训练。
ER  -
"""
NBIB = """PMID- 12345
TI  - 语言
      模型研究
AB  - 本文提出一种新的图像
      分割方法。
      我们用 PyTorch
      训练。
"""
MARKDOWN = """- [语言模型研究](https://arxiv.org/abs/2401.00001)
  本文提出一种新的图像
  分割方法。
  我们用 PyTorch
  训练。
- [另一篇文章](https://arxiv.org/abs/2401.00002)
"""


@pytest.mark.parametrize("text", [BIBTEX, RIS, NBIB, MARKDOWN])
def test_wrapped_lines_of_chinese_are_joined_without_a_blank(text: str) -> None:
    kind = recognise(source(text)).format
    paper = papers(kind, text)[0]
    assert paper.title == "语言模型研究"
    assert paper.abstract == "本文提出一种新的图像分割方法。我们用 PyTorch 训练。"
