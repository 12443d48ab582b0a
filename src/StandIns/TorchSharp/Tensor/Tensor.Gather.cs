using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor index_select(long dim, Tensor index) => Aten.One("index_select", this, dim, index);
        public Tensor index_add(long dim, Tensor index, Tensor source, Scalar alpha) =>
            Aten.One("index_add", this, dim, index, source, alpha);
        public Tensor index_add_(long dim, Tensor index, Tensor source, Scalar alpha) =>
            Aten.Same("index_add_", this, dim, index, source, alpha);
        public Tensor index_copy(long dim, Tensor index, Tensor source) => Aten.One("index_copy", this, dim, index, source);
        public Tensor index_copy_(long dim, Tensor index, Tensor source) => Aten.Same("index_copy_", this, dim, index, source);
        public Tensor index_fill(long dim, Tensor index, Scalar value) => Aten.One("index_fill.int_Scalar", this, dim, index,
            value);
        public Tensor index_fill_(long dim, Tensor index, Scalar value) => Aten.Same("index_fill_.int_Scalar", this, dim,
            index, value);
        public Tensor select(long dim, long index) => Aten.One("select.int", this, dim, index);
        public Tensor narrow(long dim, long start, long length) => Aten.One("narrow", this, dim, start, length);
        public Tensor slice(long dim, long start, long finish, long step) => Aten.One("slice.Tensor", this, dim, start, finish,
            step);
        public Tensor gather(long dim, Tensor index) => Aten.One("gather", this, dim, index);
        public Tensor scatter(long dim, Tensor index, Tensor src) => Aten.One("scatter.src", this, dim, index, src);
        public Tensor scatter_(long dim, Tensor index, Tensor src) => Aten.Same("scatter_.src", this, dim, index, src);
        public Tensor scatter_add(long dim, Tensor index, Tensor src) => Aten.One("scatter_add", this, dim, index, src);
        public Tensor scatter_add_(long dim, Tensor index, Tensor src) => Aten.Same("scatter_add_", this, dim, index, src);
        public Tensor take_along_dim(Tensor indices) => Aten.One("take_along_dim", this, indices);
        public Tensor take_along_dim(Tensor indices, long dim) => Aten.One("take_along_dim", this, indices, dim);
        public Tensor masked_fill(Tensor mask, Scalar value) => Aten.One("masked_fill.Scalar", this, mask, value);
        public Tensor masked_fill_(Tensor mask, Scalar value) => Aten.Same("masked_fill_.Scalar", this, mask, value);
        public Tensor masked_select(Tensor mask) => Aten.One("masked_select", this, mask);
        public Tensor masked_scatter_(Tensor mask, Tensor value) => Aten.Same("masked_scatter_", this, mask, value);
        public Tensor where(Tensor condition, Tensor y) => Aten.One("where.self", condition, this, y);
        public Tensor nonzero() => Aten.One("nonzero", this);
        public Tensor argwhere() => Aten.One("argwhere", this);
    }
}
